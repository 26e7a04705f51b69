import { defineView } from '../../declare';

export default defineView({
  view: 'diagnostic',
  role: 'file_quality',
  semantic: { file_quality_score: 'file_quality' },
});
