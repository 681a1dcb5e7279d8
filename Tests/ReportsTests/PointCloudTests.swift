import Foundation
import Testing

@testable import Reports

@Suite struct PointCloudTests {
  /// Points on a spiral, dense in the middle, without a random generator.
  static func spiral(_ count: Int, width: Double, height: Double) -> [(x: Double, y: Double)] {
    (0..<count).map { index in
      let share = Double(index) / Double(count)
      let (reach, angle) = (share * share, Double(index) * 2.399_963)
      let x = width / 2 * (1 + reach * cos(angle))
      let y = height / 2 * (1 + reach * sin(angle))
      return (x, y)
    }
  }

  @Test(arguments: [0, 1, 5, 500, 20_000, 200_000])
  func dotsStandForEveryPointAndKeepToTheBudget(count: Int) {
    let points = Self.spiral(count, width: 800, height: 400)
    let cloud = PointCloud(points, width: 800, height: 400, budget: 9000)
    #expect(cloud.dots.map(\.count).reduce(0, +) == count)
    #expect(cloud.dots.count <= min(count, 9000))
  }

  @Test func everyDotLiesOnAPointAndEveryPointNearADot() {
    let points = Self.spiral(3000, width: 300, height: 200)
    let cloud = PointCloud(points, width: 300, height: 200, budget: 800)
    // A dot is a point to the nearest half pixel; cells of 10 pixels would hold 600 dots at most.
    let places = Set(points.map { [Int(($0.x * 2).rounded()), Int(($0.y * 2).rounded())] })
    #expect(cloud.dots.allSatisfy { places.contains([$0.x, $0.y]) })
    for point in points {
      let nearest = cloud.dots.map { hypot(Double($0.x) / 2 - point.x, Double($0.y) / 2 - point.y) }
      #expect((nearest.min() ?? .infinity) < 15)
    }
  }

  @Test func pointsApartAreAllKept() {
    var points: [(x: Double, y: Double)] = []
    for row in 0..<40 { points += (0..<50).map { (Double($0) * 4 + 1, Double(row) * 4 + 1) } }
    let cloud = PointCloud(points, width: 200, height: 160, budget: 40_000)
    #expect(cloud.dots.count == 2000)
    #expect(cloud.dots.allSatisfy { $0.count == 1 })
  }

  @Test func pointsOnTheEdgesAreInside() {
    let corners = [(x: 0.0, y: 0.0), (100, 0), (0, 50), (100, 50), (100 + 1e-8, 50 + 1e-8)]
    let cloud = PointCloud(corners, width: 100, height: 50, budget: 10)
    #expect(cloud.dots.map(\.count).reduce(0, +) == 5)
  }
}
