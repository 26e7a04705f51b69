/** Absolute paths have no place in the graph: they differ from machine to machine. */

/** Takes the paths of folders out of text; what is below them stays, relative to the workspace root. */
export type HidePaths = (text: string) => string;

/** An absolute path up to the first `node_modules` in it: a package may be linked to a store anywhere on the machine. */
const INSTALLED = /(?:file:\/\/)?(?<![\w.@`-])(?:\/|[A-Za-z]:[\\/])(?:[^\s"'`<>|*?]*?[\\/])??node_modules[\\/]/g;

/** Hides `folders`, absolute, longest first, and where packages are installed; also as `file:` URLs write them. */
export function hidePaths(folders: readonly string[]): HidePaths {
  const spellings = folders.flatMap((folder) => {
    const slashes = folder.replaceAll('\\', '/');
    const url = `file://${slashes.startsWith('/') ? '' : '/'}${encodeURI(slashes)}`;
    return [url, folder, slashes];
  });
  const ordered = [...new Set(spellings)].filter((s) => s !== '/').sort((a, b) => b.length - a.length);
  return (text) => {
    let hidden = text;
    for (const folder of ordered) {
      if (!hidden.includes(folder)) continue;
      hidden = hidden.replaceAll(`${folder}/`, '').replaceAll(`${folder}\\`, '').replaceAll(folder, '.');
    }
    return hidden.replace(INSTALLED, 'node_modules/');
  };
}
