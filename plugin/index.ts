/** What Nx loads: projects and targets from the manifest, and a summary after a run. */
import type { CreateNodes, PostTasksExecution } from '@nx/devkit';
import { CONFIGURATION_GLOB, createCpgNodes } from './nx/create-nodes';
import { printRunSummary } from './nx/run-summary';

export const name = 'cpg';

export const createNodes: CreateNodes = [
  CONFIGURATION_GLOB,
  (files, _options, context) => createCpgNodes(files, context.workspaceRoot),
];

export const postTasksExecution: PostTasksExecution = (_options, context) => printRunSummary(context);
