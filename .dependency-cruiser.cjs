// Who may import whom: each folder of src with what it may reach and why no more.
const ROOMS = {
  yaml: { may: [], because: "YAML is read without knowing what it describes" },
  shell: { may: [], because: "shell text is read without knowing who runs it" },
  kubernetes: { may: ["yaml"], because: "the built-in kinds do not depend on what is done with them" },
  operators: {
    may: ["kubernetes", "yaml"],
    because: "an operator turns its resource into built-in ones and judges nothing",
  },
  release: {
    may: ["operators", "kubernetes", "shell", "yaml"],
    because: "the input as one set does not know the rules that read it",
  },
  finding: { may: ["yaml"], because: "a finding is plain data" },
  rule: { may: ["release", "kubernetes", "finding", "yaml"], because: "the contract does not know who keeps it" },
  rules: {
    may: ["rule", "release", "kubernetes", "shell", "yaml"],
    because: "a rule judges; others select, settle and print",
  },
  config: {
    may: ["rule", "release", "kubernetes", "finding", "yaml"],
    because: "the registry of rules is handed to the config",
  },
  engine: {
    may: ["config", "rule", "release", "kubernetes", "finding", "yaml"],
    because: "the engine runs whatever rules it is handed, and prints nothing",
  },
  helm: {
    may: ["finding", "rule", "yaml", "cli/io.ts"],
    because: "charts are rendered and read through the world that is handed in, and what is linted is not known here",
  },
  report: { may: ["finding", "rule", "yaml"], because: "a formatter turns findings into text and knows nothing else" },
};

// Packages of others that the library's bundle holds: whoever installs Plimsoll does not install them.
const IN_THE_LIBRARY = ["fastest-levenshtein", "get-east-asian-width"];

const only = ([room, { may, because }]) => ({
  name: `${room}-imports`,
  comment: because,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: { path: "^src/", pathNot: [room, ...may].map((reach) => `^src/${reach}${/\.ts$/.test(reach) ? "$" : "/"}`) },
});

module.exports = {
  forbidden: [
    ...Object.entries(ROOMS).map(only),
    {
      name: "world-only-in-cli",
      comment: "Only src/cli touches files, processes, the clock and the console",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(buffer|path)$" },
    },
    {
      name: "bytes-only-where-read",
      comment: "Who reads YAML, or the files that a ConfigMap holds, knows bytes; all others get values and text",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli|yaml|release)/" },
      to: { dependencyTypes: ["core"], path: "^(node:)?buffer$" },
    },
    {
      name: "paths-only-where-files-are",
      comment: "Who looks for files joins their paths; all others are given names",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli|helm)/" },
      to: { dependencyTypes: ["core"], path: "^(node:)?path$" },
    },
    {
      name: "rules-apart",
      comment: "A rule is one file; what two rules share belongs to a room below them",
      severity: "error",
      from: { path: "^src/rules/[^/]+/" },
      to: { path: "^src/rules/" },
    },
    {
      name: "registry-handed-in",
      comment: "Only the library composes the rules with everything else; the command loads what is told about them",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(rules/index|index|cli/described-rules)\\.ts$" },
      to: { path: "^src/rules/" },
    },
    {
      name: "cli-not-imported",
      comment: "The command is the top of the house; helm-imports says what of it charts may know",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli|helm)/" },
      to: { path: "^src/cli/" },
    },
    {
      name: "library-only-by-cli",
      comment: "The library composes; whoever is composed cannot know it",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli/|index\\.ts$)" },
      to: { path: "^src/index\\.ts$" },
    },
    {
      name: "hot-path-own-code",
      comment: "Reading takes no package: start-up is paid at every run",
      severity: "error",
      from: { path: "^src/(yaml|shell|kubernetes|operators|release|engine)/" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-peer"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-development-packages",
      comment:
        "What ships may not need what only builds or tests it; command and library are bundled with what they need",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/cli/" },
      to: { dependencyTypes: ["npm-dev"], pathNot: `(^|/)node_modules/(${IN_THE_LIBRARY.join("|")})/` },
    },
    {
      name: "no-cycles",
      comment: "What depends on itself cannot be understood in parts; types may point both ways",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".mjs", ".cjs"] },
  },
};
