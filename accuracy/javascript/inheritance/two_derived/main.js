class Shape {
  describe() {
    return this.area();
  }
}
class Square extends Shape {
  area() {
    return this.side();
  }

  side() {}
}
class Circle extends Shape {
  area() {
    return this.radius();
  }

  radius() {}
}
for (const shape of [new Square(), new Circle()]) shape.describe();
