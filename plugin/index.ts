/** What Nx loads: projects and targets from the manifest, and a summary after a run. */
import type { CreateNodes, PostTasksExecution } from '@nx/devkit';
import { CONFIGURATION_GLOB, createCpgNodes } from './nx/create-nodes';
import { endRun } from './nx/end-run';

export const name = 'cpg';

export const createNodes: CreateNodes = [
  CONFIGURATION_GLOB,
  (files, _options, context) => createCpgNodes(files, context.workspaceRoot),
];

export const postTasksExecution: PostTasksExecution = (_options, context) => endRun(context);
