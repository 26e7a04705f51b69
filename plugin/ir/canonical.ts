/** The names that the columns of normalised views have for what every entity has, whatever a source calls them. */
export const CANONICAL = {
  fileId: 'file_id',
  path: 'path',
  language: 'language',
  start: 'bstart',
  end: 'bend',
  id: 'entity_id',
} as const;
