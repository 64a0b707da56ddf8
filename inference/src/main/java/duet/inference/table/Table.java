package duet.inference.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A text file beside a class: a line a row, cells between bars. The first row names the columns;
 * lines that begin with # are for people.
 *
 * @param name of the file, without its ending
 * @param rows in the order of the file
 */
public record Table(String name, List<Row> rows) {
  public Table {
    rows = List.copyOf(rows);
  }

  /**
   * One line.
   *
   * @param table that it is in, for messages
   * @param cells by column
   */
  public record Row(String table, Map<String, String> cells) {
    public Row {
      cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** A cell. */
    public String get(String column) {
      return Objects.requireNonNull(cells.get(column), table + " has no column " + column);
    }

    /** A cell that holds a number. */
    public double number(String column) {
      return Double.parseDouble(get(column));
    }

    /** The words of a cell; none where it holds only a dash. */
    public List<String> words(String column) {
      return Stream.of(get(column).split(" +"))
          .filter(w -> !w.isEmpty() && !w.equals("-"))
          .toList();
    }
  }

  /** The file NAME.table in the package of a class. */
  public static Table read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name + ".table")) {
      Objects.requireNonNull(in, "table " + name);
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<List<String>> lines =
          reader
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Table::cells)
              .toList();
      return of(name, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    return Stream.of(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static Table of(String name, List<List<String>> lines) {
    List<String> columns = lines.get(0);
    List<Row> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.size() != columns.size()) {
        throw new IllegalStateException(name + ": " + line + " does not fit " + columns);
      }
      Map<String, String> cells = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        cells.put(columns.get(i), line.get(i));
      }
      rows.add(new Row(name, cells));
    }
    return new Table(name, rows);
  }
}
