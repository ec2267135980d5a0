/** Script of citizen forms that ask for an address, with repeated groups or without. */
import { growFor, pressList } from './list.ts';
import { startPages } from './pages.ts';
import { startNames } from './place-names.ts';

startPages({ press: pressList, grow: growFor });
startNames();
