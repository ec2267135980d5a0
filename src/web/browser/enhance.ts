/** Script of citizen forms without lists. */
import { startPages } from './pages.ts';

startPages({ press: () => false, grow: () => undefined });
