import type { Completed, CompletedOption, CompletionTable } from "./table.ts";

export const fishCompletion = ({ commands, valued }: CompletionTable): string => {
  const names = commands.map(({ name }) => name);
  const fileless = commands.filter(({ others }) => others !== "file").map(({ name }) => name);
  return `# fish completion for plimsoll
# To use it: plimsoll completion fish > ~/.config/fish/completions/plimsoll.fish

# The command of the line: ${names[0]} where a file stands in its place, and none where nothing does yet. Behind it, given
# where something else stands there already.
function __plimsoll_command
    set -l isValue 0
    set -l name none
    for word in (commandline -opc)[2..-1]
        if test $isValue = 1
            set isValue 0
            continue
        end
        switch $word
            case ${valued.flatMap(({ flags }) => flags).join(" ")}
                set isValue 1
            case '-*'
                continue
            case '*'
                if test $name != none
                    echo $name
                    echo given
                    return
                end
                set name ${names[0]}
                contains -- $word ${names.join(" ")}; and set name $word
        end
    end
    echo $name
end

# True where nothing stands behind this command yet.
function __plimsoll_awaits
    set -l said (__plimsoll_command)
    test "$said" = $argv[1]
end

${commands.map(({ name, summary }) => `complete -c plimsoll -n 'contains (__plimsoll_command) none' -a ${name} -d ${quoted(summary)}`).join("\n")}
complete -c plimsoll -n 'contains (__plimsoll_command) ${fileless.join(" ")}' -f
${commands.flatMap(({ name, operands }) => wordsOf(name, operands)).join("\n")}
${[...owners({ commands, valued })].map(([option, of]) => optionLine(option, of)).join("\n")}
`;
};

const wordsOf = (name: string, operands: Completed): readonly string[] =>
  typeof operands === "string"
    ? []
    : [`complete -c plimsoll -n '__plimsoll_awaits ${name}' -f -a ${quoted(operands.join(" "))}`];

/** Each option with the commands that have it; what the first has is also offered where none is named. */
function owners({ commands }: CompletionTable): ReadonlyMap<CompletedOption, readonly string[]> {
  const byFlag = new Map<string, { readonly option: CompletedOption; readonly of: string[] }>();
  for (const [at, { name, options }] of commands.entries())
    for (const option of options) {
      const flag = option.flags[0] ?? "";
      const known = byFlag.get(flag) ?? { option, of: [] };
      byFlag.set(flag, known);
      known.of.push(name, ...(at === 0 ? ["none"] : []));
    }
  return new Map(Array.from(byFlag.values(), ({ option, of }) => [option, of]));
}

function optionLine({ flags, summary, value }: CompletedOption, of: readonly string[]): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(" ");
  return `complete -c plimsoll -n 'contains (__plimsoll_command) ${of.join(" ")}' ${names}${valued(value)} -d ${quoted(summary)}`;
}

function valued(value: Completed | undefined): string {
  if (value === undefined) return "";
  if (value === "file") return " -rF";
  return value === "nothing" ? " -x" : ` -x -a ${quoted(value.join(" "))}`;
}

const quoted = (text: string): string => `'${text.replace(/['\\]/g, "\\$&")}'`;
