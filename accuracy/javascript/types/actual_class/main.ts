class Shape {
  area() {}
}
class Square extends Shape {
  area() {}
}
function show(shape: Shape) {
  shape.area();
}
show(new Square());
