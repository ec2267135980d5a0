/** The helper process in which pictures and PDFs from anywhere are opened: one file in, one page as a picture out. */
import { answerJobs } from './child-entry.ts';
import { drawPage } from './page-draw.ts';

answerJobs(drawPage);
