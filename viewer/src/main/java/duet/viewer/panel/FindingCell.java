package duet.viewer.panel;

import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.style.Palette;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * A finding in the list: class, confidence, slice, and two buttons; neither pressed is undecided.
 */
final class FindingCell extends ListCell<FindingRow> {
  private final BiConsumer<Finding, Decision> onDecide;
  private final Rectangle colour = new Rectangle(4, 30);
  private final Label name = new Label();
  private final Label where = new Label();
  private final ToggleButton accept = button(MaterialDesignC.CHECK, "accept");
  private final ToggleButton reject = button(MaterialDesignC.CLOSE, "reject");
  private final HBox box;

  /**
   * What the buttons say under the mouse, shared by all cells of a list: a tooltip is a window, and
   * one of its own for each button held the screen for 100 ms when the first boxes came.
   */
  record Tips(Tooltip accept, Tooltip reject) {
    Tips() {
      this(
          new Tooltip("Accept this box; press again to take it back"),
          new Tooltip("Reject this box; press again to take it back"));
    }
  }

  FindingCell(BiConsumer<Finding, Decision> onDecide, Tips tips) {
    this.onDecide = onDecide;
    accept.setTooltip(tips.accept());
    accept.setAccessibleText("Accept this box");
    reject.setTooltip(tips.reject());
    reject.setAccessibleText("Reject this box");
    getStyleClass().add("finding-cell");
    name.getStyleClass().add("finding-name");
    where.getStyleClass().add("quiet");
    colour.setArcWidth(3);
    colour.setArcHeight(3);
    VBox words = new VBox(1, name, where);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    box = new HBox(8, colour, words, accept, reject);
    box.setAlignment(Pos.CENTER_LEFT);
    accept.setOnAction(event -> decide(accept, Decision.ACCEPTED));
    reject.setOnAction(event -> decide(reject, Decision.REJECTED));
    setPrefWidth(0);
  }

  private static ToggleButton button(Ikon icon, String styleClass) {
    ToggleButton button = new ToggleButton();
    button.setGraphic(new FontIcon(icon));
    button.getStyleClass().addAll("decision", styleClass);
    button.setFocusTraversable(false);
    return button;
  }

  private void decide(ToggleButton pressed, Decision decision) {
    FindingRow row = getItem();
    if (row != null) {
      onDecide.accept(row.finding(), pressed.isSelected() ? decision : Decision.UNDECIDED);
    }
  }

  @Override
  protected void updateItem(FindingRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty) {
      setGraphic(null);
      return;
    }
    Finding finding = row.finding();
    colour.setFill(Palette.ofClass(finding.label()));
    name.setText(finding.label());
    where.setText(
        String.format(Locale.ROOT, "slice %d   %.2f", row.sliceNumber(), finding.confidence()));
    accept.setSelected(finding.decision() == Decision.ACCEPTED);
    reject.setSelected(finding.decision() == Decision.REJECTED);
    setGraphic(box);
  }
}
