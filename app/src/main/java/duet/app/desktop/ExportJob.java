package duet.app.desktop;

import duet.app.reading.Reading;
import duet.app.report.Report;
import duet.app.report.ReportRequest;
import java.io.IOException;
import java.nio.file.Path;
import javafx.concurrent.Task;

/** Writes the report of a reading in the background. */
final class ExportJob extends Task<Report.Written> {
  private final Reading reading;
  private final ReportRequest request;
  private final Path folder;

  ExportJob(Reading reading, ReportRequest request, Path folder) {
    this.reading = reading;
    this.request = request;
    this.folder = folder;
    updateTitle("Writing the report");
    updateMessage(reading.series().slices().size() + " slices");
  }

  @Override
  protected Report.Written call() throws IOException {
    return Report.write(reading, request, folder);
  }
}
