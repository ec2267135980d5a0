/** How much waits on this device, put into the bar of a page that the server or the device has made. Pure. */

/** The same document with '2 chờ gửi' in its menu, or before its help line where it has no menu; unchanged when nothing waits. */
export function withMark(document: string, waiting: number): string {
  const end = document.indexOf('</header>');
  if (waiting === 0 || end === -1) return document;
  const bar = document.slice(0, end);
  const menu = bar.lastIndexOf('</nav>');
  const at = menu === -1 ? bar.lastIndexOf('<a class="help"') : menu;
  if (at === -1) return document;
  const words = /<html lang="en"/.test(bar) ? `${waiting} to send` : `${waiting} chờ gửi`;
  return `${document.slice(0, at)}<a class="num" href="/hang-gui">${words}</a>${document.slice(at)}`;
}
