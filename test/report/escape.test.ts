import { describe, expect, it } from "vitest";
import { forTerminal, jsonLine, jsonText, onOneLine } from "../../src/report/escape.ts";
import { dangersIn, HOSTILE } from "./samples.ts";

describe("text for a terminal", () => {
  it.each([
    ["a color", "\u001b[31mred", "\\u001b[31mred"],
    ["a C1 control", "\u009b31m", "\\u009b31m"],
    ["line breaks and tabs", "a\r\n\tb", "a\\r\\n\\tb"],
    ["bidi controls", "a\u202eb\u2069", "a\\u202eb\\u2069"],
    ["line and paragraph separators", "a\u2028b\u2029", "a\\u2028b\\u2029"],
    ["a lone surrogate", "a\ud83db", "a\\ud83db"],
    ["what no XML can hold", "a\uffffb\u0000c\ufffe", "a\\uffffb\\u0000c\\ufffe"],
    ["a byte order mark", "\ufeffkind", "\\ufeffkind"],
    ["characters that are drawn as nothing", "a\u200bb\u00adc\u3164", "a\\u200bb\\u00adc\\u3164"],
    ["tag characters", "\u{e0041}", "\\u{e0041}"],
    ["an order to GitHub's runner", "a ##[add-mask]b", "a ##\\u005badd-mask]b"],
    ["an order to other runners", "##vso[task.x]##teamcity[y]", "##vso\\u005btask.x]##teamcity\\u005by]"],
  ])("shows %s instead of obeying it", (_, text, shown) => {
    expect(forTerminal(text)).toBe(shown);
  });

  it("leaves ordinary text of any script alone", () => {
    for (const text of ["prometheus-db", "größe", "数据", "कि क्‍ष", "👩‍💻 ❤️", "#[x]"])
      expect(forTerminal(text)).toBe(text);
  });

  it("leaves no line break and nothing to obey in hostile text", () => {
    expect(dangersIn(`> ${forTerminal(HOSTILE)}`)).toEqual([]);
    expect(forTerminal(HOSTILE)).not.toContain("\n");
  });
});

describe("text on one line", () => {
  it("makes one space of line breaks and tabs in a row", () => {
    expect(onOneLine("a\r\n\tb\u2028c\u001b")).toBe("a b c\\u001b");
  });
});

describe("JSON text", () => {
  it("says what the value holds, printable", () => {
    const value = { [HOSTILE]: [HOSTILE, "\u{e0041}"], "##": ["a"] };
    const text = jsonText(value);
    expect(dangersIn(text)).toEqual([]);
    expect(JSON.parse(text)).toEqual(value);
  });

  it("says the same on one line", () => {
    const value = { [HOSTILE]: [HOSTILE, "\u{e0041}"], "##": ["a"] };
    const line = jsonLine(value);
    expect(dangersIn(line)).toEqual([]);
    expect(line.indexOf("\n")).toBe(line.length - 1);
    expect(JSON.parse(line)).toEqual(value);
  });

  it("is indented by two spaces and ends in a line break", () => {
    expect(jsonText({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}\n');
  });
});
