class Row {
  show() {}
}
export function all(rows: Row[], more: Array<Row>, one?: Row | null) {
  for (const row of rows) row.show();
  more.forEach((row) => row.show());
  one?.show();
}
