import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { documentsOf, type StreamKind } from "../scripts/bench/streams.ts";
import { lint, readManifests, readSource } from "../src/index.ts";
import { Reader } from "../src/yaml/parse/reader.ts";

/** What the reader was given, text by text, and the entries that it wrote on its tape: each key and each value is one. */
let texts: string[];
let entries: number;
/** How often anybody looked into a collection that was read. */
let looks: number;

beforeEach(() => {
  texts = [];
  entries = 0;
  looks = 0;
  const read = Reader.prototype.read;
  vi.spyOn(Reader.prototype, "read").mockImplementation(function (this: Reader, text) {
    // The last character is the NUL that closes the text.
    texts.push(text.slice(0, -1));
    const reading = read.call(this, text);
    entries += this.nodes;
    return { ...reading, value: watched(reading.value) };
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const streamOf = (kind: StreamKind): string => [...documentsOf(kind)].join("");

/** A pod that mounts what it does not declare. */
const broken = (name: string): string => `---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: main
      volumeMounts:
        - name: gone
          mountPath: /gone
        - name: lost
          mountPath: /lost
`;
const sound = (name: string): string => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

describe("of a stream", () => {
  test("every character is read once, and no entry is written that its values do not have", () => {
    const stream = streamOf({ of: "manifests", documents: 300 });
    const { documents } = readSource("stream.yaml", bytes(stream));
    expect(texts.join("")).toBe(stream);
    expect(texts).toHaveLength(300);
    expect(entries).toBe(documents.reduce((sum, { value }) => sum + entriesOf(value), 0));
  });

  test("nothing is read again where nothing is found", () => {
    const stream = [sound("a"), sound("b"), sound("c")];
    expect(lint([readManifests("stream.yaml", bytes(stream.join("")))]).findings).toEqual([]);
    expect(texts).toEqual(stream);
  });

  test("a document with findings is read once more, however many they are, and no other", () => {
    const stream = [sound("a"), broken("b"), sound("c"), broken("d")];
    expect(lint([readManifests("stream.yaml", bytes(stream.join("")))]).findings).toHaveLength(4);
    expect(texts).toEqual([...stream, broken("b"), broken("d")]);
  });

  test("only a document that speaks of Plimsoll is read again for its comments", () => {
    const stream = [`${sound("a")}# plimsoll: allow volume-mount-not-found -- no\n`, `${sound("b")}# a comment\n`];
    lint([readManifests("stream.yaml", bytes(stream.join("")))]);
    expect(texts).toEqual([...stream, stream[0]]);
  });

  test("the schemas of CustomResourceDefinitions are not read, unless they are asked for", () => {
    const stream = streamOf({ of: "crds", documents: 5 });
    const read = (readCrds: boolean): number => {
      texts = [];
      const { summary } = lint([readManifests("crds.yaml", bytes(stream), { readCrds })]);
      expect(summary).toMatchObject({ documents: 5, headerOnly: readCrds ? 0 : 5 });
      return texts.join("").length;
    };
    expect(read(true)).toBe(stream.length);
    expect(read(false)).toBeLessThan(5 * 600);
  });
});

/** Each level holds the one below it twice: what stands for it has twice as many nodes, and the text one line more. */
const nested = (levels: number, [open, close]: readonly [open: string, close: string]): string =>
  Array.from({ length: levels }, (_, level) => {
    const below = `*l${level}`;
    return `- &l${level + 1} ${open.replace("_", `${below} `)}, ${close.replace("_", `${below} `)}\n`;
  }).join("");

const FORMS = { lists: ["[_", "_]"], mappings: ["{a: _", "b: _}"] } as const;

/** Objects that hold the same aliases wherever a rule may look. */
const OBJECTS = {
  Deployment: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: _, annotations: _}
spec:
  selector: {matchLabels: _}
  template:
    metadata: {labels: _, annotations: _}
    spec:
      volumes: _
      initContainers: _
      containers:
      - {name: main, env: _, ports: _, volumeMounts: _, args: _, command: _, securityContext: _}
`,
  ConfigMap: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: _\nbinaryData: {key: _}\n",
  Prometheus: `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: web}
spec: {containers: _, volumes: _, volumeMounts: _, storage: _, podMetadata: _, additionalArgs: _}
`,
};

describe("of what aliases share", () => {
  const looksInto = (kind: keyof typeof OBJECTS, form: keyof typeof FORMS, levels: number): number => {
    looks = 0;
    // Kubernetes accepts aliases only beside enough text of the document's own.
    const own = `own: [${"x, ".repeat(3000)}]\nshared:\n- &l0 {name: a, value: b, mountPath: /a}\n`;
    const object = OBJECTS[kind].replaceAll("_", `*l${levels} `);
    const { summary } = lint([readManifests("a.yaml", bytes(own + nested(levels, FORMS[form]) + object))]);
    expect(summary).toMatchObject({ objects: 1, unreadable: 0 });
    return looks;
  };

  test.each(
    (["Deployment", "ConfigMap", "Prometheus"] as const).flatMap((kind) =>
      (["lists", "mappings"] as const).map((form) => [kind, form] as const),
    ),
  )("nobody looks into the same %s twice because %s stand in it again and again", (kind, form) => {
    const once = looksInto(kind, form, 5);
    expect(once).toBeGreaterThan(0);
    // Five levels more are 32 times the nodes.
    expect(looksInto(kind, form, 10)).toBeLessThan(2 * once);
  });
});

/** The same value, which counts the looks into it. What is shared stays shared. */
function watched<T>(value: T): T {
  const known = new Map<object, object>();
  const watch = (held: unknown): unknown => {
    if (typeof held !== "object" || held === null) return held;
    let proxy = known.get(held);
    if (!proxy) {
      proxy = new Proxy(held, {
        get: (target, key) => {
          looks++;
          return watch(Reflect.get(target, key));
        },
        ownKeys: (target) => {
          looks++;
          return Reflect.ownKeys(target);
        },
      });
      known.set(held, proxy);
    }
    return proxy;
  };
  return watch(value) as T;
}

/** Keys and values. */
function entriesOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  const keys = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, held) => sum + entriesOf(held), 1 + keys);
}
