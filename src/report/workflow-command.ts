/** A property and its value; a number needs no escape. */
export type CommandProperty = readonly [name: string, value: string | number];

/** A line that GitHub's runner obeys. The texts may hold line breaks; whatever else a log must not show is escaped before. */
export function workflowCommand(name: string, properties: readonly CommandProperty[], message: string): string {
  const written = properties.map(([property, value]) => `${property}=${asProperty(String(value))}`).join(",");
  return `::${name} ${written}::${asData(message)}`;
}

/** As the runner reads it back: the percent sign first. */
const asData = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const asProperty = (text: string): string => asData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
