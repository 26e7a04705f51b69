/** What people see of their own mistakes. */
import { DiagnosticError } from '../../plugin/core/diagnostic';

/** What `work` says of its success; false for a mistake of the user, which goes to standard error without a stack. */
export async function succeeds(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}
