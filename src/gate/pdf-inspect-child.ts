/** The helper process in which PDFs from anywhere are read: one file in, one verdict out. */
import { answerJobs } from './child-entry.ts';
import { inspectPdf } from './pdf-verdict.ts';

answerJobs(inspectPdf);
