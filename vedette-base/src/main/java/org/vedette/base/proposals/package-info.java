/** Files of proposed regions, as upstream's {@code DumpProposals} writes them. */
package org.vedette.base.proposals;
