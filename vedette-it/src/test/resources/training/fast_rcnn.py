# Fast R-CNN (Girshick 2015): the second stage alone, on proposals that rpn.py wrote.
_base_ = 'overfit_faster_rcnn.py'
model = dict(
    _delete_=True,
    type='FastRCNN',
    data_preprocessor={{_base_.preprocessor}},
    backbone={{_base_.backbone}},
    neck={{_base_.model.neck}},
    roi_head={{_base_.model.roi_head}},
    train_cfg=dict(rcnn={{_base_.model.train_cfg.rcnn}}),
    test_cfg=dict(rcnn={{_base_.model.test_cfg.rcnn}}))
resize = dict(type='Resize', scale=(96, 96), keep_ratio=True)
train_dataloader = dict(
    dataset=dict(
        proposal_file='proposals/proposals.pkl',
        pipeline=[
            dict(type='LoadImageFromFile'),
            dict(type='LoadProposals', num_max_proposals=40),
            dict(type='LoadAnnotations', with_bbox=True),
            dict(
                type='ProposalBroadcaster',
                transforms=[resize, dict(type='RandomFlip', prob=0.5)]),
            dict(type='PackDetInputs'),
        ]))
val_dataloader = dict(
    dataset=dict(
        proposal_file='proposals/proposals.pkl',
        pipeline=[
            dict(type='LoadImageFromFile'),
            dict(type='LoadProposals', num_max_proposals=None),
            dict(type='ProposalBroadcaster', transforms=[resize]),
            dict(
                type='PackDetInputs',
                meta_keys=('img_id', 'img_path', 'ori_shape', 'img_shape', 'scale_factor')),
        ]))
train_cfg = dict(max_iters=2, val_interval=2)
