package org.vedette.api.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/**
 * What was published of a config.
 *
 * @param paper the paper's title; empty when it is not known
 * @param url where the paper is
 * @param boxAp box AP on COCO val2017 in percent, as text; empty when none was published
 * @param maskAp the same of masks
 */
public record Published(String paper, String url, String boxAp, String maskAp) {
  /** Nothing. */
  public static final Published NOTHING = new Published("", "", "", "");

  private static final int COLUMNS = 5;

  /**
   * Reads a table of config, paper, url, box AP and mask AP, separated by tabs, below a head.
   *
   * @throws DataException when it cannot be read or a line has another number of columns
   */
  public static Map<String, Published> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
    Map<String, Published> table = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      if (cells.length != COLUMNS) {
        throw new DataException(
            file + ":" + (i + 1) + ": expected " + COLUMNS + " columns, got " + cells.length);
      }
      table.put(cells[0], new Published(cells[1], cells[2], cells[3], cells[4]));
    }
    return table;
  }
}
