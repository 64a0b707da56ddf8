package duet.app.report;

import duet.app.reading.Reading;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A reading in a folder: {@code reading.pdf}, {@code reading.json}, and {@code png/} with a pair of
 * pictures a slice. All is first written aside, in {@code report.part}, and then moved into place;
 * who finds {@code reading.json}, which comes last, finds the rest. Pictures of an earlier report
 * in the same folder are removed, so that no picture of another patient stays behind.
 */
public final class Report {
  private static final String PDF = "reading.pdf";
  private static final String JSON = "reading.json";
  private static final String PNG = "png";

  private Report() {}

  /**
   * What was written.
   *
   * @param pictures in slice order, CT before MRI
   */
  public record Written(Path pdf, Path json, List<Path> pictures) {
    public Written {
      pictures = List.copyOf(pictures);
    }
  }

  /**
   * Writes the report of a reading; takes some 100 ms a slice, so never on the FX thread.
   *
   * @param folder created when absent; files of an earlier report in it are replaced
   * @throws IOException when the disk fails; what was there before may then be gone, but never is
   *     half a file left under a final name
   */
  public static Written write(Reading reading, ReportRequest request, Path folder)
      throws IOException {
    Path part = folder.resolve("report.part");
    Path parts = part.resolve(PNG);
    clear(parts);
    clear(part);
    Files.createDirectories(parts);
    List<String> names = new Pictures(reading).write(parts);
    ReadingPdf.write(reading, request, part.resolve(PDF));
    ReadingJson.write(reading, request, part.resolve(JSON));
    Files.deleteIfExists(folder.resolve(JSON));
    Path pictures = Files.createDirectories(folder.resolve(PNG));
    removePictures(pictures);
    for (String name : names) {
      move(parts.resolve(name), pictures.resolve(name));
    }
    move(part.resolve(PDF), folder.resolve(PDF));
    move(part.resolve(JSON), folder.resolve(JSON));
    clear(parts);
    clear(part);
    return new Written(
        folder.resolve(PDF), folder.resolve(JSON), names.stream().map(pictures::resolve).toList());
  }

  /** Writes only the JSON, to a file of any name: beside it first, then renamed. */
  public static void writeJson(Reading reading, ReportRequest request, Path file)
      throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    ReadingJson.write(reading, request, part);
    move(part, file);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void removePictures(Path folder) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "slice-*.png")) {
      for (Path picture : old) {
        Files.delete(picture);
      }
    }
  }

  /** Removes a folder of ours and the files in it. */
  private static void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
    Files.delete(folder);
  }
}
