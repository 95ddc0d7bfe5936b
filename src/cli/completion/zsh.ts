import type { Completed, CompletedOption, CompletionTable } from "./table.ts";

export const zshCompletion = ({ commands, valued }: CompletionTable): string => `#compdef plimsoll
# zsh completion for plimsoll
# To use it: source <(plimsoll completion zsh), or put it into a folder of $fpath as _plimsoll

_plimsoll() {
  local command=${commands[0]?.name} named= ended= option= given= word
  local -i i
  local -a described
  for ((i = 2; i < CURRENT; i++)); do
    word=$words[i]
    if [[ -n $option ]]; then
      option=
    elif [[ -z $ended && $word == -* ]]; then
      case $word in
        --) ended=1 ;;
        ${valued.flatMap(({ flags }) => flags).join("|")}) option=$word ;;
      esac
    elif [[ -z $named ]]; then
      named=1
      [[ -n $ended ]] || case $word in
        ${commands.map(({ name }) => name).join("|")}) command=$word ;;
      esac
    else
      given=1
    fi
  done
  if [[ -z $option && -z $ended && $PREFIX == --*=* ]]; then
    option=\${PREFIX%%=*}
    compset -P '*='
  fi

  if [[ -n $option ]]; then
    case $option in
${cases(valued.map(({ flags, value }) => [flags.join("|"), value ?? "nothing"]))}
    esac
  elif [[ -z $ended && $PREFIX == -* ]]; then
    case $command in
${commands.map(({ name, options }) => `      ${name}) described=(${options.flatMap(describedOption).join(" ")}) ;;`).join("\n")}
    esac
    _describe -o option described
  elif [[ -z $named && -z $ended ]]; then
    described=(${commands.map(({ name, summary }) => described(name, summary)).join(" ")})
    _describe -t commands command described
    _files
  elif [[ -n $given ]]; then
    case $command in
${cases(commands.map(({ name, others }) => [name, others]))}
    esac
  else
    case $command in
${cases(commands.map(({ name, operands }) => [name, operands]))}
    esac
  fi
}

if [[ $funcstack[1] == _plimsoll ]]; then
  _plimsoll "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _plimsoll plimsoll
fi
`;

const cases = (rows: readonly (readonly [pattern: string, completed: Completed])[]): string =>
  rows.map(([pattern, completed]) => `      ${pattern}) ${offer(completed)} ;;`).join("\n");

function offer(completed: Completed): string {
  if (completed === "file") return "_files";
  return completed === "nothing" ? ":" : `compadd -- ${completed.join(" ")}`;
}

const describedOption = ({ flags, summary }: CompletedOption): readonly string[] =>
  flags.map((flag) => described(flag, summary));

/** A word and what is said of it, as _describe takes them. */
const described = (name: string, summary: string): string => `'${name}:${summary.replaceAll("'", "'\\''")}'`;
