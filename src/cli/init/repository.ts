/** The repository that package.json names, which a test holds: the address of the hook and of the Action. */
export const REPOSITORY: string | undefined = undefined;
