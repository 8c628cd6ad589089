# A region proposal network by itself; its validation writes proposals for fast_rcnn.py.
_base_ = 'overfit_faster_rcnn.py'
model = dict(
    _delete_=True,
    type='RPN',
    data_preprocessor={{_base_.preprocessor}},
    backbone={{_base_.backbone}},
    neck={{_base_.model.neck}},
    rpn_head={{_base_.model.rpn_head}},
    train_cfg=dict(rpn={{_base_.model.train_cfg.rpn}}),
    test_cfg=dict(rpn={{_base_.model.test_cfg.rpn}}))
val_evaluator = dict(
    _delete_=True, type='DumpProposals', output_dir='data/proposals', num_max_proposals=50)
train_cfg = dict(max_iters=2, val_interval=2)
test_dataloader = {{_base_.val_dataloader}}
test_cfg = dict(type='TestLoop')
test_evaluator = dict(
    type='DumpProposals', output_dir='data/tested', proposals_file='best.pickle',
    num_max_proposals=3)
