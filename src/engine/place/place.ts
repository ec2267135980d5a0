/** Places: provinces, districts and communes with their days of life; what somebody types, old names too, becomes the unit of that day. */
export type { Address, AddressWrong, Offer, TypedAddress } from './address.ts';
export { partsOf, readAddress, readLine, splitLine } from './address.ts';
export type { FoundPlace } from './find.ts';
export { findCommune, findProvince } from './find.ts';
export type { Commune, District, Gazetteer, PlaceFile, Province } from './gazetteer.ts';
export { gazetteerOf, placeText, readPlaceFile } from './gazetteer.ts';
