/** Linux takes no longer one (PATH_MAX). */
export const LONGEST_PATH = 4096;

const NEEDS_CLEANING = /\/(?:\/|\.|$)/;

/**
 * Where a mount lands in a container of Linux: kubelet puts "/" before a relative path (pkg/kubelet/kubelet_pods.go,
 * makeMounts), and the runtime cleans what it gets.
 */
export function landingPath(mountPath: string): string {
  const path = isAbsolute(mountPath) ? mountPath : `/${mountPath}`;
  if (!NEEDS_CLEANING.test(path)) return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return `/${kept.join("/")}`;
}

export const isAbsolute = (path: string): boolean => path.startsWith("/");

/** C:\data, \\server\share */
export const isWindowsPath = (path: string): boolean => /^[A-Za-z]:|\\/.test(path);

export const stepsBack = (path: string): boolean => path.split("/").includes("..");

/**
 * Of paths that differ and have no slash at the end, those that lie below another one, each with the nearest. Sorted, a path
 * stands right before all that lies below it, so that nothing is asked for each directory on the way: paths may be long.
 */
export function nestedPaths(paths: Iterable<string>): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const around: string[] = [];
  for (const directory of Array.from(paths, (path) => `${path}/`).sort()) {
    let parent = around.at(-1);
    while (parent !== undefined && !directory.startsWith(parent)) {
      around.pop();
      parent = around.at(-1);
    }
    if (parent !== undefined) parents.set(directory.slice(0, -1), parent.slice(0, -1));
    around.push(directory);
  }
  return parents;
}
