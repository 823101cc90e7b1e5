/**
 * What the field to search by name is called, and what it says where no product has that name, for each language of
 * `locale/`.
 *
 * Here and not there, so that only readers of a long catalogue load them. None was reviewed but the English.
 */
export const words = {
  ar: ["البحث بالاسم", "لا يوجد منتج بهذا الاسم"],
  de: ["Nach Namen suchen", "Kein Produkt mit diesem Namen"],
  en: ["Search by name", "No product of that name"],
  es: ["Buscar por nombre", "Ningún producto con ese nombre"],
  fr: ["Rechercher par nom", "Aucun produit de ce nom"],
  he: ["חיפוש לפי שם", "אין מוצר בשם הזה"],
  hi: ["नाम से खोजें", "इस नाम का कोई उत्पाद नहीं"],
  it: ["Cerca per nome", "Nessun prodotto con questo nome"],
  ja: ["名前で検索", "その名前の製品はありません"],
  ko: ["이름으로 검색", "해당 이름의 제품 없음"],
  pl: ["Szukaj po nazwie", "Brak produktu o tej nazwie"],
  pt: ["Buscar pelo nome", "Nenhum produto com esse nome"],
  ru: ["Поиск по названию", "Нет продукта с таким названием"],
  tr: ["Ada göre ara", "Bu adda bir ürün yok"],
  uk: ["Пошук за назвою", "Немає продукту з такою назвою"],
  "zh-Hans": ["按名称搜索", "没有该名称的产品"],
  "zh-Hant": ["依名稱搜尋", "沒有該名稱的產品"],
};
