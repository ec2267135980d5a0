/** Where the report is: the telephone's own position, and taps on the map without loading the page again. Without this script the map is a button. */
import { picturesReady, shrinkPictures } from './picture.ts';

const form = document.querySelector<HTMLFormElement>('form[action="/phan-anh/gui"]');
const map = form?.querySelector<HTMLInputElement>('input[type=image]');
const said = document.getElementById('diem-s');
const box = (name: string) => form?.querySelector<HTMLInputElement>(`input[name=${name}]`);

function mark(latitude: number, longitude: number): void {
  const [lat, lon] = [latitude.toFixed(5), longitude.toFixed(5)];
  for (const [name, value] of [
    ['_lat', lat],
    ['_lon', lon],
  ] as const) {
    const one = box(name);
    if (one !== null && one !== undefined) one.value = value;
  }
  if (map) map.src = `/phan-anh/ban-do.svg?lat=${lat}&lon=${lon}`;
  if (said) said.textContent = (said.dataset.point ?? '').replace('{lat}', lat).replace('{lon}', lon);
}

const gps = form?.querySelector<HTMLElement>('[data-gps]');
if (gps && 'geolocation' in navigator) {
  gps.hidden = false;
  gps.querySelector('button')?.addEventListener('click', () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => mark(coords.latitude, coords.longitude),
      () => {
        if (said) said.textContent = said.dataset.off ?? '';
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    ),
  );
}

const files = form?.querySelector<HTMLInputElement>('input[type=file]');
files?.addEventListener('change', () => shrinkPictures(files));
let ready = false;
form?.addEventListener('submit', (event) => {
  const by = event.submitter;
  // A tap on the map says where only as the browser sends it.
  if (ready || (by instanceof HTMLInputElement && by.type === 'image')) return;
  event.preventDefault();
  // A browser takes no second submission while it is still telling of the first.
  void picturesReady().then(() =>
    setTimeout(() => {
      ready = true;
      form.requestSubmit(by instanceof HTMLButtonElement ? by : null);
    }),
  );
});
