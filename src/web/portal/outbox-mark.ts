/** How much waits on this device, put into the bar of a page that the server or the device has made. Pure. */

/** The same document with '2 chờ gửi' at the end of its menu, or below a bar that has none; unchanged when nothing waits. */
export function withMark(document: string, waiting: number): string {
  const end = document.indexOf('</header>');
  if (waiting === 0 || end === -1) return document;
  const bar = document.slice(0, end);
  const words = /<html lang="en"/.test(bar) ? `${waiting} to send` : `${waiting} chờ gửi`;
  const link = `<a class="num" href="/hang-gui">${words}</a>`;
  const menu = bar.lastIndexOf('</nav>');
  if (menu !== -1) return `${document.slice(0, menu)}${link}${document.slice(menu)}`;
  const below = end + '</header>'.length;
  return `${document.slice(0, below)}<p class="wrap">${link}</p>${document.slice(below)}`;
}
