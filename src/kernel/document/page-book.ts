/** Photographs of one paper as one PDF: a page for each picture, as large as fits on A4, nothing else in it. The same pictures give the same bytes. */

export type BookPage = { readonly jpeg: Uint8Array; readonly width: number; readonly height: number };

/** A4 in points of 1/72 inch. */
const a4 = [595, 842] as const;

/** JPEG bytes go into the file as they are: three colours, eight bits. */
export function bindPages(pages: readonly BookPage[]): Uint8Array {
  const writer = newWriter();
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ');
  writer.object([`<< /Type /Catalog /Pages 2 0 R >>`]);
  writer.object([`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`]);
  pages.forEach((page, index) => {
    const [width, height] = fitted(page);
    const first = 3 + index * 3;
    const content = `q ${width} 0 0 ${height} 0 0 cm /P Do Q`;
    writer.object([
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /P ${first + 2} 0 R >> >> /Contents ${first + 1} 0 R >>`,
    ]);
    writer.object([`<< /Length ${content.length} >>\nstream\n${content}\nendstream`]);
    const picture = `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.length} >>`;
    writer.object([`${picture}\nstream\n`, page.jpeg, '\nendstream']);
  });
  return writer.end();
}

/** Upright or across, never larger than the sheet. */
function fitted({ width, height }: BookPage): readonly [number, number] {
  const [short, long] = a4;
  const [sheetWidth, sheetHeight] = width > height ? [long, short] : [short, long];
  const scale = Math.min(sheetWidth / width, sheetHeight / height);
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function newWriter() {
  const letters = new TextEncoder();
  // The second line marks the file as binary for whoever carries it.
  const parts: Uint8Array[] = [letters.encode('%PDF-1.7\n%'), Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3, 0x0a)];
  const offsets: number[] = [];
  let at = 15;
  const put = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? letters.encode(part) : part;
    parts.push(bytes);
    at += bytes.length;
  };
  const object = (content: readonly (string | Uint8Array)[]): void => {
    offsets.push(at);
    put(`${offsets.length} 0 obj\n`);
    for (const part of content) put(part);
    put('\nendobj\n');
  };
  const end = (): Uint8Array => {
    const table = at;
    put(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`);
    for (const offset of offsets) put(`${String(offset).padStart(10, '0')} 00000 n \n`);
    put(`trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
    return joined(parts, at);
  };
  return { object, end };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
