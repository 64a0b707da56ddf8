package duet.app.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Jobs are given on the thread of the screen, so that no pulse comes between them. */
@ExtendWith(ApplicationExtension.class)
class FxThreadTest {
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private FxThread fx;

  @Start
  void start(Stage stage) {
    Scene scene = new Scene(new StackPane(), 100, 100);
    fx = new FxThread(scene);
    stage.setScene(scene);
    stage.show();
  }

  @Test
  void ofManyJobsThatCanWaitOnlyTheLastOnEachTopicIsDone(FxRobot robot) throws Exception {
    robot.interact(
        () -> {
          for (int i = 0; i < 500; i++) {
            job("a", "a" + i);
            job("b", "b" + i);
          }
        });
    until("a499");
    until("b499");
    assertTrue(done.size() <= 4, "500 jobs on two topics within a moment: " + done);
  }

  @Test
  void aJobThatIsUrgentTakesThePlaceOfOneThatWaits(FxRobot robot) throws Exception {
    job("a", "first");
    until("first");
    robot.interact(
        () -> {
          job("a", "waits for a quarter of a second");
          fx.run("a", () -> done.add("urgent"));
          job("b", "end");
        });
    until("end");
    assertEquals(List.of("first", "urgent", "end"), done);
  }

  private void job(String topic, String name) {
    fx.soon(topic, () -> done.add(name));
  }

  private void until(String name) throws Exception {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> done.contains(name));
  }
}
