/* Stands in for the libraries of CUDA and TensorRT in tests. Compiled once for each case, and laid under each of
   their names. What a case is about comes by -D: VERSION, DEVICES, DEVICE_ERROR, BUILDER; NO_VERSION leaves a
   function out. The objects it returns have no more than the layout that the bindings touch: a pointer to a table of
   functions, then a pointer to an object that does the work. */
#include <stdio.h>
#include <stdlib.h>

int cudaGetDeviceCount(int *count) { *count = DEVICES; return DEVICE_ERROR; }

int cudaDeviceGetAttribute(int *value, int attribute, int device) {
  (void) device;
  *value = attribute == 75 ? 8 : attribute == 76 ? 7 : 1;
  return 0;
}

#ifndef NO_VERSION
int getInferLibVersion(void) { return VERSION; }
#endif

static int two(void) { return 2; }
static void destroy(void *self) { (void) self; }
static void destroy_and_free(void *self) { puts("duet-child deleted=yes"); fflush(stdout); free(self); }

static void *object(void) {
  static void *works[64], *destructors[2] = {destroy, destroy_and_free}, *worker[1] = {works};
  for (int i = 0; i < 64; i++) works[i] = two;
  void **made = calloc(4, sizeof(void *));
  made[0] = destructors;
  made[1] = worker;
  return made;
}

static void complain(void *logger, const char *words) {
  void (*log)(void *, int, const char *) = (*(void (***)(void *, int, const char *)) logger)[0];
  log(logger, 1, words);
}

void *createInferBuilder_INTERNAL(void *logger, int version) {
  (void) version;
  if (BUILDER) return object();
  complain(logger, "CUDA initialization failure with error: 35");
  return NULL;
}

void *createInferRuntime_INTERNAL(void *logger, int version) { (void) logger; (void) version; return object(); }
