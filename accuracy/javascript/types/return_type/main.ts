class Row {
  show() {}
}
declare function fetchRow(): Promise<Row>;
class Table {
  first(): Row {
    return JSON.parse('{}');
  }
}
new Table().first().show();
