package io.lethe.bench.crash;

/**
 * One kill.
 *
 * @param hit whether a job was seen at the point; otherwise the blow fell at any time
 * @param jobsUnderWay when it fell
 */
record Round(int number, Point point, Blow blow, boolean hit, int jobsUnderWay) {

  /** Under which kind it counts. */
  Point kind() {
    return hit ? point : Point.ANY_TIME;
  }
}
