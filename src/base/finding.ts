/** What is wrong with a file that people wrote (a process, a form, a decision table, a pack), and what to write instead. */
export type Finding = {
  /** File inside the pack, '' when one bare text was read. */
  readonly file: string;
  /** Element, field or rule the finding is about; '' for the whole file. */
  readonly element: string;
  /** Stable kebab-case code, one per kind of mistake. */
  readonly code: string;
  /** What is wrong, one English sentence. */
  readonly message: string;
  /** What to write instead, one English sentence. */
  readonly repair: string;
  /** 1-based line in the file where known. */
  readonly line?: number;
  /** An error stops the pack; a warning is shown to its author. */
  readonly level: 'error' | 'warning';
};

export const isError = (finding: Finding): boolean => finding.level === 'error';

/** One line for a terminal: file:line element: message -> repair. */
export function printFinding(finding: Finding): string {
  const place = finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
  const element = finding.element === '' ? '' : ` [${finding.element}]`;
  return `${finding.level} ${place}${element} ${finding.code}: ${finding.message} ${finding.repair}`.trim();
}
