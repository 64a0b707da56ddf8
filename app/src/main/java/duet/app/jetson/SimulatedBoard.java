package duet.app.jetson;

import duet.inference.dla.rule.Precision;
import duet.inference.engine.jetson.Jetson;
import duet.inference.engine.jetson.board.Boards;
import duet.inference.engine.jetson.board.Setting;
import duet.inference.onnx.OnnxReader;
import duet.inference.profile.Profile;
import duet.models.card.InstalledModel;
import java.util.List;
import java.util.Optional;

/** Boards that can be simulated, by the names that the settings use. */
public final class SimulatedBoard {
  private SimulatedBoard() {}

  /**
   * What models would cost on a board in its strongest mode, in FP16.
   *
   * @param board such as {@code orin-64}
   * @throws IllegalArgumentException when there is no such board
   */
  public static Profile profile(String board, List<InstalledModel> models) {
    Setting setting =
        Boards.read()
            .setting(board, Optional.empty())
            .orElseThrow(() -> new IllegalArgumentException("no board is called " + board));
    return new Jetson(setting, Precision.FP16)
        .profile(models.stream().map(SimulatedBoard::named).toList());
  }

  private static Jetson.Named named(InstalledModel model) {
    return new Jetson.Named(model.card().name(), OnnxReader.read(model.file()));
  }
}
