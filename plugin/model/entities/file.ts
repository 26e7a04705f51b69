import { defineEntity } from '../../declare';

export default defineEntity({
  source: 'repo_files',
  view: 'files_norm',
  content: ['path', 'language', 'size_bytes', 'file_sha256'],
  node: { kind: 'FILE' },
});
