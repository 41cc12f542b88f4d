import { saveBlob } from '../api/client.ts';

/** In pixels; enough for a poster. */
const WIDE = 1200;

/** Gives a drawing to the browser to save, as it is or as a picture of dots. */
export async function savePicture(
  drawing: SVGSVGElement,
  name: string,
  format: 'svg' | 'png',
): Promise<void> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(WIDE));
  copy.setAttribute('height', String(WIDE));
  const written = new XMLSerializer().serializeToString(copy);
  const svg = new Blob([written], { type: 'image/svg+xml' });
  saveBlob(format === 'svg' ? svg : await dots(written), `${name}.${format}`);
}

async function dots(written: string): Promise<Blob> {
  const image = new Image(WIDE, WIDE);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = WIDE;
  canvas.height = WIDE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, WIDE, WIDE);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
}
