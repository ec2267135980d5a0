/** The catalogue of open data for other catalogues: DCAT 2 (W3C 2020) as JSON-LD. */
import type { Instant } from '../../base/time.ts';
import { toMs } from '../../base/time.ts';
import type { OpenSet } from './sets.ts';
import { licenceIri } from './sets.ts';

export type CatalogueFacts = {
  readonly origin: string;
  readonly publisher: { readonly vi: string; readonly en: string };
  readonly contact: string;
  readonly changed: ReadonlyMap<string, Instant>;
};

const both = (text: { readonly vi: string; readonly en: string }) => [
  { '@value': text.vi, '@language': 'vi' },
  { '@value': text.en, '@language': 'en' },
];
const iri = (id: string) => ({ '@id': id });
const language = (code: 'VIE' | 'ENG') => iri(`http://publications.europa.eu/resource/authority/language/${code}`);

export function dcatOf(sets: readonly OpenSet[], { origin, publisher, contact, changed }: CatalogueFacts) {
  const home = `${origin}/du-lieu-mo`;
  const agent = { '@id': `${home}#publisher`, '@type': 'foaf:Agent', 'foaf:name': both(publisher) };
  const moment = (at: Instant) => ({ '@value': new Date(toMs(at)).toISOString(), '@type': 'xsd:dateTime' });
  const file = (set: OpenSet, kind: 'csv' | 'json') => ({
    '@id': `${home}/${set.id}.${kind}`,
    '@type': 'dcat:Distribution',
    'dct:title': both(set.title),
    'dcat:accessURL': iri(`${home}#${set.id}`),
    'dcat:downloadURL': iri(`${home}/${set.id}.${kind}`),
    'dcat:mediaType': iri(`https://www.iana.org/assignments/media-types/${kind === 'csv' ? 'text/csv' : 'application/json'}`),
    'dct:license': iri(licenceIri),
    'dct:conformsTo': iri(`${home}/${set.id}.csv-metadata.json`),
  });
  const dataset = (set: OpenSet) => {
    const at = changed.get(set.id);
    return {
      '@id': `${home}/${set.id}`,
      '@type': 'dcat:Dataset',
      'dct:identifier': set.id,
      'dct:title': both(set.title),
      'dct:description': both(set.about),
      'dct:license': iri(licenceIri),
      'dct:publisher': iri(agent['@id']),
      'dct:accrualPeriodicity': iri(`http://publications.europa.eu/resource/authority/frequency/${set.every}`),
      'dct:language': [language('VIE'), language('ENG')],
      'dcat:keyword': set.keywords.map((word) => ({ '@value': word })),
      'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': publisher.vi, 'vcard:hasTelephone': iri(`tel:${contact}`) },
      ...(at === undefined ? {} : { 'dct:modified': moment(at) }),
      'dcat:distribution': [file(set, 'csv'), file(set, 'json')],
    };
  };
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      vcard: 'http://www.w3.org/2006/vcard/ns#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@graph': [
      {
        '@id': home,
        '@type': 'dcat:Catalog',
        'dct:title': both({ vi: `Dữ liệu mở: ${publisher.vi}`, en: `Open data: ${publisher.en}` }),
        'dct:description': both({ vi: 'Danh mục dữ liệu mở của nền tảng Cửa Số.', en: 'Catalogue of the open data of Cửa Số.' }),
        'dct:publisher': agent,
        'dct:license': iri(licenceIri),
        'dct:language': [language('VIE'), language('ENG')],
        'foaf:homepage': iri(home),
        'dcat:dataset': sets.map(dataset),
      },
    ],
  };
}
