/** Script of citizen forms with repeated groups. */
import { growFor, pressList } from './list.ts';
import { startPages } from './pages.ts';

startPages({ press: pressList, grow: growFor });
