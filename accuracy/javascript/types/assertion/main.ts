class Row {
  show() {}
}
const row = JSON.parse('{}') as Row;
row.show();
(<Row>JSON.parse('{}')).show();
row!.show();
