/** Doors that take a post and have no row of their own in the table of bad input: all of them get the same hostile things, with every name a form has. */

export type RoomDoor = {
  readonly route: string;
  /** Another program posts here and proves itself by a signature, so where a request comes from says nothing. */
  readonly isMachine?: true;
};

const pages = [
  '/ban-lam-viec/gop-y',
  '/ban-lam-viec/gop-y/:id/ket-thuc',
  '/ban-lam-viec/gop-y/:id/y-kien/:comment',
  '/ban-lam-viec/lay-y-kien',
  '/ban-lam-viec/lay-y-kien/:id/duong-dan',
  '/ban-lam-viec/phan-anh/:code',
  '/ban-lam-viec/phan-anh/:code/gop',
  '/ban-lam-viec/tin-tuc/:code/duyet',
  '/ban-lam-viec/tin-tuc/:code/sua',
  '/ban-lam-viec/tin-tuc/:code/thu-hoi',
  '/ban-lam-viec/tin-tuc/moi',
  '/danh-gia/:token',
  '/gop-y/:id',
  '/hang-gui',
  '/kiosk',
  '/kiosk/tat',
  '/kiosk/xac-nhan/:id',
  '/kiosk/xoa',
  '/lay-y-kien/:id',
  '/nhap-phieu/:id',
  '/phan-anh/:code/danh-gia',
  '/phan-anh/:code/mo-lai',
  '/phan-anh/gui',
  '/phieu/:token',
  '/quan-tri/thong-bao/:id',
  '/thong-bao/cach-nhan',
  '/thong-bao/da-doc',
  '/thong-bao/thiet-bi',
  '/thong-bao/thiet-bi/:device/bo',
  '/thong-bao/xac-nhan/:token',
  '/thu-phi/doi-soat',
  '/thu-phi/ghi-khoan',
  '/thu-phi/ghi/:id',
  '/thu-phi/hoan',
  '/thu-phi/hoan/:id',
  '/tiep-nhan/thong-bao/:id',
];

export const roomDoors: readonly RoomDoor[] = [...pages.map((route) => ({ route })), { route: '/thanh-toan/bao-co', isMachine: true }];
