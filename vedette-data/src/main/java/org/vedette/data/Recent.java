package org.vedette.data;

/** The samples that reached a step before, as a cache of them would hold them now. */
public interface Recent {
  /** Nothing came before. */
  Recent NONE =
      new Recent() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public Loan borrow(int number) {
          throw new IndexOutOfBoundsException(number);
        }
      };

  /** A sample that others may hold too: it is read, not changed. */
  interface Loan extends AutoCloseable {
    /** The sample; valid until this is closed. */
    Sample sample();

    /** Gives the sample back. */
    @Override
    void close();
  }

  /** How many samples there are. */
  int size();

  /** One of them, from 0 to before {@link #size}; the caller closes the loan. */
  Loan borrow(int number);
}
