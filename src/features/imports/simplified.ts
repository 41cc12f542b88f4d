/** Traditional characters of the names of columns, each with the simplified one in which those names are known. */
const pairs = `
  訂订 單单 編编 號号 買买 賣卖 會会 員员 電电 話话 實实 際际 應应 貨货 時时 間间 創创 狀状 態态 數数 價价 運运 費费 稅税 幣币 種种 積积 點点 紀纪 錄录 評评 論论 備备 註注
  標标 題题 類类 別别 門门 鋪铺 優优 額额 總总 計计 聯联 絡络 繫系 簡简 稱称 顧顾 區区 縣县 鄉乡 鎮镇 詳详 郵邮 職职 業业 來来 處处 發发 關关 閉闭 確确 認认 達达 營营 銷销
  結结 帳账 賬账 戶户 碼码 織织 負负 責责 導导 購购 薦荐 冊册 參参 與与 級级 過过 調调 減减 說说 複复 審审 觀观 訪访 問问 諮咨 詢询 務务 報报 維维 護护 權权 產产 規规 屬属
  圖图 經经 歷历 隨随 內内 圍围 長长 記记 網网 現现 兌兑 換换 贈赠 寶宝 貝贝 廳厅 飯饭 醫医 書书 籤签 證证
`;

const simple = new Map(
  pairs
    .trim()
    .split(/\s+/)
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** A column's name with its traditional characters made simplified; other characters stay. */
export function simplified(name: string): string {
  return name.replace(/\p{Script=Han}/gu, (character) => simple.get(character) ?? character);
}
