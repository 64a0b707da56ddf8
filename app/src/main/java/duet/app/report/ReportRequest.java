package duet.app.report;

import java.time.ZonedDateTime;

/**
 * What a report shall show.
 *
 * @param confidence lowest confidence of a finding that is listed and drawn, 0..1; the JSON holds
 *     them all
 * @param writtenAt date and time printed on it
 */
public record ReportRequest(double confidence, ZonedDateTime writtenAt) {
  public ReportRequest {
    if (!(confidence >= 0) || confidence > 1) {
      throw new IllegalArgumentException("confidence " + confidence + " out of 0..1");
    }
  }
}
