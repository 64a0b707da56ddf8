package duet.models.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small CSV file with a header, keyed by its column {@code name}. Fields hold no commas or
 * quotes; columns that nobody asks for are ignored.
 */
final class Table {
  private final Path file;
  private final List<String> columns;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** A line with its number, from 1. */
  record Row(String where, Map<String, String> fields) {
    String get(String column) {
      return String.valueOf(fields.get(column));
    }
  }

  private Table(Path file, List<String> lines, List<String> wanted) {
    this.file = file;
    columns = lines.isEmpty() ? List.of() : split(lines.get(0).replace("\uFEFF", ""));
    if (!columns.containsAll(wanted)) {
      throw new DatasetException(
          "The table " + file + " has the columns " + columns + ", it needs " + wanted + ".");
    }
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        add(lines.get(i), i + 1);
      }
    }
  }

  static Table read(Path file, String... wanted) {
    try {
      return new Table(file, Files.readAllLines(file, StandardCharsets.UTF_8), List.of(wanted));
    } catch (IOException e) {
      throw new DatasetException("The table " + file + " cannot be read. Is it UTF-8 text?", e);
    }
  }

  /** By name, in the order of the file. */
  Map<String, Row> rows() {
    return rows;
  }

  private void add(String line, int number) {
    List<String> fields = split(line);
    String where = file + ", line " + number;
    if (fields.size() != columns.size()) {
      throw new DatasetException(
          where + ": " + fields.size() + " fields, the header has " + columns.size() + ".");
    }
    Map<String, String> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      byColumn.put(columns.get(i), fields.get(i));
    }
    Row row = new Row(where, byColumn);
    if (rows.put(row.get("name"), row) != null) {
      throw new DatasetException(where + ": " + row.get("name") + " is listed twice.");
    }
  }

  private static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split(",", -1)) {
      fields.add(field.strip());
    }
    return List.copyOf(fields);
  }
}
