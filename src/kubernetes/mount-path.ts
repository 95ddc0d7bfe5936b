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
