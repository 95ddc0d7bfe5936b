import type { Completed, CompletionTable } from "./table.ts";

/** A script that bash 3.2 reads, which macOS still has: its newer builtins are asked for, and done without. */
export const bashCompletion = ({ commands, valued }: CompletionTable): string => `# bash completion for plimsoll
# To use it: source <(plimsoll completion bash)

_plimsoll() {
  local cur=\${COMP_WORDS[COMP_CWORD]} command=${commands[0]?.name} named= ended= option= given= word words i file
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $option ]]; then
      # Bash takes --format=json apart.
      [[ $word == "=" ]] || option=
      continue
    fi
    if [[ -z $ended && $word == -* ]]; then
      case $word in
        --) ended=1 ;;
        ${valued.flatMap(({ flags }) => flags).join(" | ")}) option=$word ;;
      esac
    elif [[ -z $named ]]; then
      named=1
      [[ -n $ended ]] || case $word in
        ${commands.map(({ name }) => name).join(" | ")}) command=$word ;;
      esac
    else
      given=1
    fi
  done
  [[ $cur == "=" ]] && cur=

  if [[ -n $option ]]; then
    case $option in
${cases(valued.map(({ flags, value }) => [flags.join(" | "), value ?? "nothing"]))}
    esac
  elif [[ -z $ended && $cur == -* ]]; then
    case $command in
${cases(commands.map(({ name, options }) => [name, options.flatMap(({ flags }) => flags)]))}
    esac
  elif [[ -z $named && -z $ended ]]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$cur"))
    while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$cur")
    compopt -o filenames 2>/dev/null
    return
  elif [[ -n $given ]]; then
    case $command in
${cases(commands.map(({ name, others }) => [name, others]))}
    esac
  else
    case $command in
${cases(commands.map(({ name, operands }) => [name, operands]))}
    esac
  fi
  case $words in
    # Without a word to offer, bash names files.
    "") ;;
    -) compopt +o default +o bashdefault 2>/dev/null ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
  esac
}
complete -o bashdefault -o default -F _plimsoll plimsoll
`;

/** A lone dash stands for nothing at all. */
const cases = (rows: readonly (readonly [pattern: string, completed: Completed])[]): string =>
  rows.map(([pattern, completed]) => `      ${pattern}) words="${wordsOf(completed)}" ;;`).join("\n");

function wordsOf(completed: Completed): string {
  if (completed === "file") return "";
  return completed === "nothing" ? "-" : completed.join(" ");
}
