/** The languages whose syntax is read, and the file names that belong to each. */
export const LANGUAGES = ['python', 'typescript', 'tsx', 'javascript'] as const;
export type Language = (typeof LANGUAGES)[number];

const EXTENSIONS: Readonly<Record<Language, readonly string[]>> = {
  python: ['py', 'pyi'],
  typescript: ['ts', 'mts', 'cts'],
  tsx: ['tsx'],
  javascript: ['js', 'jsx', 'mjs', 'cjs'],
};

const BY_EXTENSION = new Map(LANGUAGES.flatMap((l) => EXTENSIONS[l].map((e) => [e, l] as const)));

/** The language of a file by its name, or null when its syntax is not read. */
export function languageOf(path: string): Language | null {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? null : (BY_EXTENSION.get(path.slice(dot + 1)) ?? null);
}

/** File extensions of `languages`, without the dot. */
export const extensionsOf = (languages: readonly Language[]): readonly string[] =>
  languages.flatMap((l) => EXTENSIONS[l]);
